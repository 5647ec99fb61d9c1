#ifndef CMD_CONTENT_ANSWER_H
#define CMD_CONTENT_ANSWER_H

/* encounter-content answer: checks the drafts on a stick. */

int content_answer(int argc, char **argv);

#endif
