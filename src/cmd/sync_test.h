#ifndef CMD_SYNC_TEST_H
#define CMD_SYNC_TEST_H

/* encounter-sync test: whether a target of kiosk.yaml can be reached. */
int sync_test(int argc, char **argv);

#endif
