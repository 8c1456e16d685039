/* Runs inside the test's container, as an attacker would: one word per way to get something executed. Exits with 100 + errno
 * of the execution that was refused. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int must(long result, const char *what)
{
    if (result >= 0)
        return (int)result;
    fprintf(stderr, "tool: %s: %s\n", what, strerror(errno));
    _exit(99);
}

static void exec(const char *path)
{
    execl(path, path, NULL);
    _exit(100 + errno);
}

static void exec_descriptor(int fd)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    exec(path);
}

static void pour(int from, int to)
{
    char buffer[65536];
    for (ssize_t size; (size = must(read(from, buffer, sizeof buffer), "read")) > 0;)
        must(write(to, buffer, (size_t)size), "write");
}

static void copy(const char *from, const char *to, int flags)
{
    int source = must(open(from, O_RDONLY), from), target = must(open(to, O_WRONLY | flags, 0755), to);
    pour(source, target);
    close(source);
    close(target);
}

static void memory(const char *source, unsigned flags)
{
    int fd = must(memfd_create("payload", flags), "memfd_create");
    pour(must(open(source, O_RDONLY), source), fd);
    exec_descriptor(fd);
}

static void unnamed(const char *folder, const char *source)
{
    char path[64];
    int fd = must(open(folder, O_TMPFILE | O_RDWR, 0755), folder);
    pour(must(open(source, O_RDONLY), source), fd);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int readable = must(open(path, O_RDONLY), path);
    close(fd);
    exec_descriptor(readable);
}

static void deleted(const char *path)
{
    int fd = must(open(path, O_RDONLY), path);
    must(unlink(path), "unlink");
    exec_descriptor(fd);
}

/* Writes through a shared mapping, which clears no ignore mark, and executes at once. */
static void write_mapped(const char *target, const char *source)
{
    struct stat status;
    int from = must(open(source, O_RDONLY), source), to = must(open(target, O_RDWR), target);
    must(fstat(to, &status), target);
    char *map = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, to, 0);
    must(map == MAP_FAILED ? -1 : 0, "mmap");
    must(read(from, map, (size_t)status.st_size), "read");
    munmap(map, (size_t)status.st_size);
    close(to);
    exec(target);
}

static void bind(const char *from, const char *to)
{
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount(from, to, NULL, MS_BIND, NULL), "bind");
    exec(to);
}

static void tmpfs(const char *source, const char *root)
{
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount("tmpfs", "/mnt", "tmpfs", 0, NULL), "tmpfs");
    copy(source, "/mnt/payload", O_CREAT);
    if (root) {
        must(chroot("/mnt"), "chroot");
        exec("/payload");
    }
    exec("/mnt/payload");
}

/* Puts something else in the place of the dynamic linker, in a namespace of its own, and starts a program of the image. */
static void linker(const char *linker, const char *program)
{
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount("tmpfs", "/mnt", "tmpfs", 0, NULL), "tmpfs");
    copy("/bin/ok", "/mnt/linker", O_CREAT);
    must(mount("/mnt/linker", linker, NULL, MS_BIND, NULL), "bind");
    exec(program);
}

/* Shows the image's files once more, through another overlay. */
static void overlay(const char *lower, const char *program)
{
    char options[256], path[256];
    snprintf(options, sizeof options, "lowerdir=%s:/lib", lower);
    snprintf(path, sizeof path, "/mnt/%s", program);
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount("overlay", "/mnt", "overlay", 0, options), options);
    exec(path);
}

static void preload(const char *library, const char *program)
{
    setenv("LD_PRELOAD", library, 1);
    execl(program, program, "ran", NULL);
    _exit(100 + errno);
}

static void script(const char *path)
{
    int fd = must(open(path, O_WRONLY | O_CREAT, 0755), path);
    must(write(fd, "#!/bin/ok\n", 10), path);
    close(fd);
    exec(path);
}

/* Moves out of the container's cgroup first, as a container with a writable cgroup file system can. */
static void leave_cgroup(const char *source)
{
    must(mount("cgroup", "/mnt", "cgroup2", 0, NULL), "cgroup2");
    int fd = must(open("/mnt/cgroup.procs", O_WRONLY), "cgroup.procs");
    must(write(fd, "0", 1), "leave");
    memory(source, 0);
}

static int spawn(const char *path)
{
    int status;
    pid_t child = must(fork(), "fork");
    if (child == 0) {
        execl(path, path, NULL);
        _exit(1);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* Puts the content of one file into another that may be running, by `write`, through a `map`ping, or by `rename`. */
static void put(const char *evil, const char *victim, const char *way)
{
    char content[65536], other[256];
    ssize_t size = must(read(must(open(evil, O_RDONLY), evil), content, sizeof content), evil);
    snprintf(other, sizeof other, "%s.new", victim);
    if (!strcmp(way, "rename")) {
        copy(evil, other, O_CREAT);
        must(rename(other, victim), "rename");
        return;
    }
    int fd;
    while ((fd = open(victim, O_RDWR)) < 0 && errno == ETXTBSY)
        ;
    must(fd, victim);
    if (!strcmp(way, "map")) {
        char *map = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        must(map == MAP_FAILED ? -1 : 0, "mmap");
        memcpy(map, content, (size_t)size);
    } else {
        must(write(fd, content, (size_t)size), victim);
    }
    _exit(0);
}

/* Executes a program again and again while it is being replaced. Exits with 42 if the other one ever ran. */
static void race(const char *victim, const char *evil, const char *way, int delay)
{
    if (must(fork(), "fork") == 0) {
        usleep((useconds_t)delay);
        put(evil, victim, way);
        _exit(0);
    }
    for (int i = 0; i < 12; i++)
        if (spawn(victim) == 42)
            _exit(42);
    wait(NULL);
    _exit(spawn(victim) == 42 ? 42 : 0);
}

/* Executes a program so many times, one after the other, and says how many nanoseconds each took. */
static void repeat(const char *path, int times)
{
    int failed = 0;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < times; i++) {
        pid_t child = must(fork(), "fork");
        if (child == 0) {
            close(1);
            execl(path, path, NULL);
            _exit(1);
        }
        int status;
        waitpid(child, &status, 0);
        failed += status != 0;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld\n", ((end.tv_sec - begin.tv_sec) * 1000000000L + end.tv_nsec - begin.tv_nsec) / times);
    fflush(stdout);
    _exit(failed ? 1 : 0);
}

/* Executes a file in so many processes at the same moment; the exit status is how many of them ran, 255 at most. */
static void flood(const char *path, int processes)
{
    int gate[2], ran = 0, status;
    must(pipe(gate), "pipe");
    for (int i = 0; i < processes; i++) {
        if (must(fork(), "fork"))
            continue;
        char none;
        close(gate[1]);
        if (read(gate[0], &none, 1) == 0) {
            close(1);
            execl(path, path, NULL);
        }
        _exit(1);
    }
    close(gate[1]);
    while (wait(&status) > 0)
        ran += status == 0;
    _exit(ran < 255 ? ran : 255);
}

/* Maps through the i386 system call, whose number and arguments are others. */
static void map_i386(const char *path)
{
    long result;
    int fd = must(open(path, O_RDONLY), path);
    __asm__ volatile("push %%rbp; xor %%ebp, %%ebp; int $0x80; pop %%rbp"
                     : "=a"(result)
                     : "a"(192), "b"(0), "c"(4096), "d"(PROT_READ | PROT_EXEC), "S"(MAP_PRIVATE), "D"(fd)
                     : "memory", "r8", "r9", "r10", "r11");
    errno = (int)-(result < 0 && result > -4096 ? result : 0);
    must(errno ? -1 : 0, "mmap2");
    puts("ran");
    fflush(stdout);
    _exit(0);
}

int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "", *a = argc > 2 ? argv[2] : "", *b = argc > 3 ? argv[3] : "";
    if (!strcmp(word, "pause"))
        return pause();
    if (!strcmp(word, "copy"))
        return copy(a, b, O_CREAT | O_EXCL), 0;
    if (!strcmp(word, "overwrite"))
        return copy(a, b, O_TRUNC), 0;
    if (!strcmp(word, "rename"))
        return must(rename(a, b), "rename");
    if (!strcmp(word, "link"))
        return must(link(a, b), "link");
    if (!strcmp(word, "chmod"))
        return must(chmod(a, 0755), "chmod");
    if (!strcmp(word, "repeat"))
        repeat(a, atoi(b));
    if (!strcmp(word, "flood"))
        flood(a, atoi(b));
    if (!strcmp(word, "race"))
        race(a, b, argv[4], atoi(argv[5]));
    if (!strcmp(word, "exec"))
        exec(a);
    if (!strcmp(word, "exec-descriptor"))
        exec_descriptor(must(open(a, O_RDONLY), a));
    if (!strcmp(word, "memfd"))
        memory(a, 0);
    if (!strcmp(word, "unnamed"))
        unnamed(a, b);
    if (!strcmp(word, "deleted"))
        deleted(a);
    if (!strcmp(word, "write-mapped"))
        write_mapped(a, b);
    if (!strcmp(word, "bind"))
        bind(a, b);
    if (!strcmp(word, "tmpfs"))
        tmpfs(a, NULL);
    if (!strcmp(word, "tmpfs-chroot"))
        tmpfs(a, "/mnt");
    if (!strcmp(word, "linker"))
        linker(a, b);
    if (!strcmp(word, "script"))
        script(a);
    if (!strcmp(word, "leave-cgroup"))
        leave_cgroup(a);
    if (!strcmp(word, "overlay"))
        overlay(a, b);
    if (!strcmp(word, "preload"))
        preload(a, b);
    if (!strcmp(word, "map-i386"))
        map_i386(a);
    return 98;
}
