#include "kiosk/fit_page_private.h"

#include "kiosk/fit_camera.h"
#include <string.h>

enum { PICTURE_PX = 640 };

struct gallery {
    struct fit_writer *writer;
    const struct fit_page_bundle *bundle;
    struct fit_camera *camera;
    struct str png;
    const char *id, *language; /* of what stands there now, NULL: nothing */
    size_t number;             /* of the view */
};

/* What is closed before another screen or language begins. */
static void end(struct gallery *gallery, bool is_screen)
{
    if (gallery->language)
        str_add(&gallery->writer->out, "</div>\n");
    gallery->language = NULL;
    if (gallery->id && is_screen) {
        str_add(&gallery->writer->out, "</div>\n</section>\n");
        gallery->id = NULL;
    }
}

static void begin_screen(struct gallery *gallery, const struct fit_view *view)
{
    struct fit_writer *writer = gallery->writer;

    gallery->id = arena_printf(&writer->arena, "%s", view->id);
    str_add(&writer->out, "<section class=\"screen\">\n<h4><bdi>");
    fit_writer_text(writer, view->heading);
    str_addf(&writer->out,
             "</bdi><code>%s</code></h4>\n<div class=\"shots\">\n", view->id);
}

static void begin_language(struct gallery *gallery, const struct fit_view *view)
{
    gallery->language =
        arena_printf(&gallery->writer->arena, "%s", view->language);
    str_add(&gallery->writer->out, "<div class=\"language\">\n");
}

static void add_faults(struct gallery *gallery)
{
    struct fit_writer *writer = gallery->writer;
    const struct messages *messages = gallery->bundle->messages;

    for (size_t i = 0; i < messages->count; i++)
        if (fit_sights_shows(gallery->bundle->sights, gallery->number,
                             writer->sorted[i]))
            str_addf(&writer->out, " <a href=\"#b%zuf%zu\">%s</a>",
                     writer->bundle, i + 1,
                     fault_entries[writer->sorted[i]->fault].code);
}

static void add_picture(struct gallery *gallery, const struct fit_view *view)
{
    struct fit_writer *writer = gallery->writer;
    struct str *out = &writer->out;
    const char *name = fit_sights_name(view, &writer->arena);

    str_addf(out,
             "<figure id=\"b%zu-%s\"><img alt=\"%s\" src=\"data:image/"
             "png;base64,",
             writer->bundle, name, name);
    html_add_base64(out, str_text(&gallery->png), gallery->png.length);
    str_addf(out, "\">\n<figcaption><bdi>%s</bdi>", view->language);
    add_faults(gallery);
    str_add(out, "</figcaption></figure>\n");
}

static void on_view(void *user, const struct fit_view *view)
{
    struct gallery *gallery = user;
    struct fit_writer *writer = gallery->writer;

    if (writer->is_failed || view->is_little ||
        gallery->number >= gallery->bundle->sights->views.count)
        return;
    if (!str_equal(gallery->id, view->id)) {
        end(gallery, true);
        begin_screen(gallery, view);
    }
    if (!str_equal(gallery->language, view->language)) {
        end(gallery, false);
        begin_language(gallery, view);
    }
    str_clear(&gallery->png);
    if (fit_camera_take(gallery->camera, view->list, PICTURE_PX, &gallery->png,
                        writer->why))
        add_picture(gallery, view);
    else
        writer->is_failed = true;
    fit_writer_flush(writer);
    gallery->number++;
}

/* Pictures of the bundle as it is by now; should it have changed since it was
 * checked, those that were not there then are left out. */
static void add_pictures(struct fit_writer *writer,
                         const struct fit_page_bundle *bundle)
{
    struct gallery gallery = {.writer = writer, .bundle = bundle};
    struct messages unsaid = {0};
    struct bundle *read = bundle_read(bundle->folder, bundle->shown, &unsaid);

    messages_fini(&unsaid);
    if (!read)
        return;
    if (fit_enter(writer->page->fit, read, writer->why) &&
        fit_camera_open(writer->page->fit, writer->page->assets,
                        &gallery.camera, writer->why))
        fit_views(writer->page->fit, on_view, &gallery);
    else
        writer->is_failed = true;
    end(&gallery, true);
    fit_camera_close(gallery.camera);
    str_fini(&gallery.png);
}

void fit_page_views(struct fit_writer *writer,
                    const struct fit_page_bundle *bundle)
{
    const struct fault_words *words = writer->page->words;
    bool has_views = bundle->sights->views.count > 0;

    str_add(&writer->out, "<h3>");
    html_add_text(&writer->out, fault_label(words, LABEL_screens));
    str_add(&writer->out, "</h3>\n");
    if (has_views) {
        add_pictures(writer, bundle);
        return;
    }
    str_add(&writer->out, "<p>");
    html_add_text(&writer->out, fault_label(words, LABEL_no_pictures));
    str_add(&writer->out, "</p>\n");
}
