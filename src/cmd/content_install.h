#ifndef CMD_CONTENT_INSTALL_H
#define CMD_CONTENT_INSTALL_H

int content_install(int argc, char **argv);
int content_list(int argc, char **argv);
int content_rollback(int argc, char **argv);

#endif
