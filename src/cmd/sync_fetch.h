#ifndef CMD_SYNC_FETCH_H
#define CMD_SYNC_FETCH_H

/*
 * `encounter-sync fetch`: brings signed bundles from the targets to
 * <data>/incoming/bundles, for `encounter-content install --incoming`. argv[0]
 * is the command. Returns the exit status.
 *
 * On a kiosk the two are run by two users: the one that fetches must be able to
 * write to incoming/bundles and ledger/ alone, the one that installs must be
 * able to read and remove what lies there. So incoming/ belongs to the latter,
 * and bundles/ in it to the former, with the latter's group, setgid (2770), and
 * a umask of 027.
 */
int sync_fetch(int argc, char **argv);

#endif
