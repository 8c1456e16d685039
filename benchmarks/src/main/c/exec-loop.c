/* The first process of a measured container. For each line "N" on standard input it starts and awaits the program that it was given,
 * 1 + N times, and answers with two numbers: nanoseconds of the first time, and of the N others together. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* Ends everything where the program does not run: such times would mean nothing. By fork and execve alone, for posix_spawn makes
 * some 130 system calls to reset signals, and a gate that costs each system call something would be measured by those. */
static void run_once(char *program)
{
    char *arguments[] = {program, NULL}, *environment[] = {NULL};
    int status;
    pid_t child = fork();
    if (child == 0) {
        execve(program, arguments, environment);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "exec-loop: %s did not run\n", program);
        exit(1);
    }
}

int main(int count, char **words)
{
    char *program = count == 2 ? words[1] : "";
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        int times = atoi(line);
        long begin = now();
        run_once(program);
        long first = now();
        for (int i = 0; i < times; i++)
            run_once(program);
        printf("%ld %ld\n", first - begin, now() - first);
        fflush(stdout);
    }
    return 0;
}
