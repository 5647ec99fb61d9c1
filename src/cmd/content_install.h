#ifndef CMD_CONTENT_INSTALL_H
#define CMD_CONTENT_INSTALL_H

/* Of encounter-stick as well. argv[0] is the command. Returns the exit
 * status. */
int content_install(int argc, char **argv);
int content_list(int argc, char **argv);
int content_rollback(int argc, char **argv);

#endif
