#include "kiosk/screen.h"

static void (*const screens[SCREEN__COUNT])(struct view *, struct node *) = {
    [SCREEN_NOT_READY] = screen_not_ready,
    [SCREEN_ATTRACT] = screen_attract,
    [SCREEN_HOME] = screen_home,
    [SCREEN_HOST] = screen_host,
    [SCREEN_PAGE] = screen_page,
    [SCREEN_NOTICE] = screen_notice,
    [SCREEN_QUESTION] = screen_question,
    [SCREEN_SAVING] = screen_saving,
    [SCREEN_THANKS] = screen_thanks,
    [SCREEN_NOT_SAVED] = screen_not_saved,
    [SCREEN_LAB] = screen_lab,
};

struct node *screen_view(struct view *view)
{
    struct node *stack =
        layout_box(view->frame, NULL, (struct box){.axis = AXIS_STACK});
    struct node *root = layout_box(view->frame, stack, (struct box){0});

    /* The warning hides the screen from the next who comes by. */
    if (view->session->is_warned)
        screen_warning(view, stack);
    else
        screens[view->session->here.screen](view, root);
    return stack;
}
