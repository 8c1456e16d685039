/* A container runtime in miniature, for tests: namespaces, an overlay root, a cgroup, and the pause between create and start.
 *
 * cradle create OPTIONS MERGED CGROUP           mounts an overlay with these options, makes a container on it, says its process
 *                                               id, and holds it until a line comes in; then it executes /bin/tool pause.
 * cradle enter PID CGROUP PROGRAM ARGUMENT...   runs a program in it, as `docker exec` does; exits as the program does,
 *                                               128 + signal if it was killed, 100 + errno if it could not be executed. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void must(int result, const char *what)
{
    if (result >= 0)
        return;
    fprintf(stderr, "cradle: %s: %s\n", what, strerror(errno));
    _exit(99);
}

static void join_cgroup(const char *folder)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/cgroup.procs", folder);
    int fd = open(path, O_WRONLY);
    must(fd, path);
    must((int)write(fd, "0", 1), "join cgroup");
    close(fd);
}

static void change_root(const char *merged)
{
    must(chdir(merged), merged);
    must((int)syscall(SYS_pivot_root, ".", "."), "pivot_root");
    must(umount2(".", MNT_DETACH), "umount old root");
    must(chdir("/"), "/");
}

static int create(char **argv)
{
    char line[16];
    join_cgroup(argv[4]);
    must(unshare(CLONE_NEWNS | CLONE_NEWPID), "unshare");
    must(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), "private mounts");
    must(mount("overlay", argv[3], "overlay", 0, argv[2]), argv[2]);
    pid_t child = fork();
    must(child, "fork");
    if (child > 0) {
        int status;
        printf("%d\n", child);
        fflush(stdout);
        waitpid(child, &status, 0);
        return 0;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    change_root(argv[3]);
    must(mount("proc", "/proc", "proc", 0, NULL), "proc");
    must(mount("tmpfs", "/dev/shm", "tmpfs", 0, NULL), "shm");
    if (!fgets(line, sizeof line, stdin))
        return 0;
    execl("/bin/tool", "tool", "pause", NULL);
    return 100 + errno;
}

static void join_namespace(const char *pid, const char *kind, int flag)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/ns/%s", pid, kind);
    int fd = open(path, O_RDONLY);
    must(fd, path);
    must(setns(fd, flag), path);
    close(fd);
}

/* As runc does, so that a container cannot overwrite the program through /proc/PID/exe: goes on in a copy in memory. */
static void become_copy(char **argv)
{
    char buffer[65536];
    int self = open("/proc/self/exe", O_RDONLY), copy = memfd_create("cradle", MFD_CLOEXEC);
    must(self, "self");
    must(copy, "memfd_create");
    for (ssize_t size; (size = read(self, buffer, sizeof buffer)) > 0;)
        must((int)write(copy, buffer, (size_t)size), "copy");
    argv[1] = "enter-in-copy";
    must(fexecve(copy, argv, environ), "execute the copy");
}

static int enter(char **argv)
{
    join_namespace(argv[2], "pid", CLONE_NEWPID);
    join_namespace(argv[2], "mnt", CLONE_NEWNS);
    pid_t child = fork();
    must(child, "fork");
    if (child == 0) {
        execv(argv[4], argv + 4);
        _exit(100 + errno);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    if (argc == 5 && strcmp(argv[1], "create") == 0)
        return create(argv);
    if (argc >= 5 && strcmp(argv[1], "enter") == 0) {
        join_cgroup(argv[3]);
        become_copy(argv);
    }
    if (argc >= 5 && strcmp(argv[1], "enter-in-copy") == 0)
        return enter(argv);
    return 98;
}
