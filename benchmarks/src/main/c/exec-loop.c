/* The first process of a measured container. For each line "N" on standard input it starts and awaits /bench/nothing 1 + N times and
 * answers with two numbers: nanoseconds of the first time, and of the N others together. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char NOTHING[] = "/bench/nothing";

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* Ends everything where the program does not run: such times would mean nothing. By fork and execve alone, for posix_spawn makes
 * some 130 system calls to reset signals, and a gate that costs each system call something would be measured by those. */
static void run_once(void)
{
    char *arguments[] = {(char *)NOTHING, NULL}, *environment[] = {NULL};
    int status;
    pid_t child = fork();
    if (child == 0) {
        execve(NOTHING, arguments, environment);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "exec-loop: %s did not run\n", NOTHING);
        exit(1);
    }
}

int main(void)
{
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        int times = atoi(line);
        long begin = now();
        run_once();
        long first = now();
        for (int i = 0; i < times; i++)
            run_once();
        printf("%ld %ld\n", first - begin, now() - first);
        fflush(stdout);
    }
    return 0;
}
