/* timed FILE PROGRAM [argument...]: runs a program and writes three numbers into the file: nanoseconds until it ended, microseconds of
 * processor time, and KiB of memory that its largest process had in use at most. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

int main(int count, char **words)
{
    if (count < 3)
        return 125;
    struct rusage used;
    int status;
    long begin = now();
    pid_t child = fork();
    if (child == 0) {
        execv(words[2], words + 2);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        return 125;
    long took = now() - begin;
    FILE *file = fopen(words[1], "w");
    if (!file)
        return 125;
    fprintf(file, "%ld %ld %ld\n", took,
            (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000L + used.ru_utime.tv_usec + used.ru_stime.tv_usec,
            used.ru_maxrss);
    return fclose(file) == 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
