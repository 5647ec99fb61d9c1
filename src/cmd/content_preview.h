#ifndef CMD_CONTENT_PREVIEW_H
#define CMD_CONTENT_PREVIEW_H

/* encounter-content preview. */

int content_preview(int argc, char **argv);

#endif
