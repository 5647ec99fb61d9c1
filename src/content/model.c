#include "content/model.h"
#include "base/str.h"

const struct learning *model_learning(const struct model *model, const char *id)
{
    for (size_t p = 0; p < model->pages.count; p++) {
        const struct page *page = model_object(&model->pages, p);
        for (size_t b = 0; b < page->blocks.count; b++) {
            const struct block *block = model_object(&page->blocks, b);
            const struct learning *learning = block->learning;
            if (learning && (!id || str_equal(learning->id, id)))
                return learning;
        }
    }
    return NULL;
}

bool model_asks_face(const struct model *model)
{
    return model->attract && model->attract->question.count > 0 &&
           model->privacy;
}

const struct proposal *model_proposal(const struct model *model, const char *id)
{
    for (size_t i = 0; i < model->proposals.count; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        if (str_equal(proposal->id, id))
            return proposal;
    }
    return NULL;
}
