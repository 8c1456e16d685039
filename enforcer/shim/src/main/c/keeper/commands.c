#include "commands.h"

#include "keeper_log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

enum { GREETING_SIZE = 128 + HELD_MAX * (HELD_NAME_SIZE + 12) };

void commands_greet(struct keeper *keeper) {
    static char text[GREETING_SIZE];
    int length = snprintf(text, sizeof text, "plimsoll-keeper 1 pid=%ld fanotify=%d held=", (long)getpid(), keeper->gate.group);
    for (size_t i = 0; i < keeper->held.count; i++) {
        const struct held_entry *entry = &keeper->held.entries[i];
        length += snprintf(text + length, sizeof text - (size_t)length, "%s%s:%d", i == 0 ? "" : ",", entry->name, entry->fd);
    }
    text[length++] = '\n';
    client_say(&keeper->client, text, (size_t)length);
}

static void reply(struct keeper *keeper, const char *problem) {
    char text[256];
    int length = problem == NULL ? snprintf(text, sizeof text, "ok\n") : snprintf(text, sizeof text, "error %s\n", problem);
    client_say(&keeper->client, text, (size_t)length);
}

/// A duplicate of another process's descriptor; -1 with errno set.
static int duplicate(pid_t pid, int fd) {
    int process = pidfd_open(pid, 0);
    if (process < 0) return -1;
    int copy = pidfd_getfd(process, fd, 0);
    int error = errno;
    close(process);
    errno = error;
    return copy;
}

static bool is_fanotify_group(int fd) {
    char link[64], target[64] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    return readlink(link, target, sizeof target - 1) > 0 && strcmp(target, "anon_inode:[fanotify]") == 0;
}

/// A keeper started anew takes over the group that the Enforcer still has from the one before it.
static const char *adopt_group(struct keeper *keeper, int fd) {
    if (!is_fanotify_group(fd)) return "that descriptor is no fanotify group";
    close(keeper->gate.group);
    keeper->gate.group = fd;
    return NULL;
}

static bool take_number(const char *word, int *number) {
    char *end;
    errno = 0;
    long value = strtol(word, &end, 10);
    *number = (int)value;
    return errno == 0 && end != word && *end == 0 && value >= 0 && value <= INT32_MAX;
}

static void do_hold(struct keeper *keeper, char *const *words) {
    int pid, fd;
    if (!take_number(words[2], &pid) || !take_number(words[3], &fd))
        return reply(keeper, "not a process and its descriptor");
    int copy = duplicate(pid, fd);
    if (copy < 0) return reply(keeper, strerror(errno));
    bool group = strcmp(words[1], "fanotify") == 0;
    const char *problem = group ? adopt_group(keeper, copy) : held_keep(&keeper->held, words[1], copy);
    if (problem != NULL) close(copy);
    reply(keeper, problem);
}

static void do_drop(struct keeper *keeper, char *const *words) { reply(keeper, held_drop(&keeper->held, words[1])); }

static void do_direction(struct keeper *keeper, char *const *words) {
    bool known = direction_parse(words[1], &keeper->gate.direction);
    reply(keeper, known ? NULL : "a direction is deny or allow");
}

static void do_status(struct keeper *keeper, char *const *words) {
    (void)words;
    const struct gate_counts *counts = &keeper->gate.counts;
    char text[512];
    int length = snprintf(text, sizeof text,
                          "status direction=%s takeovers=%" PRIu64 " rescued=%" PRIu64 " allowed=%" PRIu64
                          " denied=%" PRIu64 " discarded=%" PRIu64 " overflows=%" PRIu64 " failed=%" PRIu64 " held=%zu\n",
                          direction_word(keeper->gate.direction), keeper->takeovers, counts->rescued, counts->allowed,
                          counts->denied, counts->discarded, counts->overflows, counts->failed, keeper->held.count);
    client_say(&keeper->client, text, (size_t)length);
}

static void do_quit(struct keeper *keeper, char *const *words) {
    (void)words;
    keeper->quit = true;
    reply(keeper, NULL);
}

/// The heartbeat. Every line counts as one; this one says nothing else and is not answered.
static void do_beat(struct keeper *keeper, char *const *words) {
    (void)keeper;
    (void)words;
}

static const struct command {
    const char *name;
    int words;
    void (*run)(struct keeper *keeper, char *const *words);
} commands[] = {
    {"beat", 1, do_beat},           {"hold", 4, do_hold},     {"drop", 2, do_drop},
    {"direction", 2, do_direction}, {"status", 1, do_status}, {"quit", 1, do_quit},
};

enum { WORDS_MAX = 5 };

/// Takes the line apart at its blanks; what exceeds WORDS_MAX makes a count that no command has.
static int split(char *line, char *words[WORDS_MAX]) {
    int count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(line, " ", &rest); word != NULL && count < WORDS_MAX; word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    return count;
}

void commands_do(struct keeper *keeper, char *line) {
    char *words[WORDS_MAX];
    int count = split(line, words);
    keeper->client.beat_until = deadline_after_ms(keeper->agent_timeout_ms);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (count == commands[i].words && strcmp(words[0], commands[i].name) == 0) return commands[i].run(keeper, words);
    reply(keeper, "not understood");
}
