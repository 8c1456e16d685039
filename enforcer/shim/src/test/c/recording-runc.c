/// Stands in for the real runc in tests: appends what it was given to the file $RECORDING and behaves as told. Without
/// that file it only says its version when asked.
///   FAKE_EXIT=N       ends with that status          FAKE_SIGNAL=N     ends by that signal
///   FAKE_WAIT=1       waits for a signal first        FAKE_DELETE=fail  `delete` does nothing and fails
///   FAKE_PID_FILE=no  `create` writes no pid file
/// `create` leaves a waiting process behind, as runc leaves a container's init, and writes its pid to --pid-file.
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static void record_descriptors(FILE *out) {
    DIR *directory = opendir("/proc/self/fd");
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char path[300], target[4096] = "";
        snprintf(path, sizeof path, "/proc/self/fd/%s", entry->d_name);
        int fd = atoi(entry->d_name);
        if (entry->d_name[0] == '.' || fd == dirfd(directory) || fd == fileno(out)) continue;
        if (readlink(path, target, sizeof target - 1) > 0) fprintf(out, "fd %d %s\n", fd, target);
    }
    closedir(directory);
}

static void record_signals(FILE *out) {
    FILE *status = fopen("/proc/self/status", "r");
    for (char line[256]; fgets(line, sizeof line, status) != NULL;)
        if (strncmp(line, "SigBlk:", 7) == 0 || strncmp(line, "SigIgn:", 7) == 0) fputs(line, out);
    fclose(status);
}

static void record(int argc, char **argv) {
    char cwd[4096];
    mode_t mask = umask(0);
    umask(mask);
    FILE *out = fopen(getenv("RECORDING"), "a");
    const char *listen_pid = getenv("LISTEN_PID");
    fprintf(out, "call %d\n", (int)getpid());
    for (int i = 0; i < argc; i++) fprintf(out, "arg %s\n", argv[i]);
    fprintf(out, "cwd %s\numask %04o\n", getcwd(cwd, sizeof cwd), (unsigned)mask);
    if (listen_pid != NULL) fprintf(out, "listen-pid %s\n", atoi(listen_pid) == getpid() ? "is mine" : "is another's");
    record_signals(out);
    record_descriptors(out);
    fclose(out);
}

static const char *value_of(int argc, char **argv, const char *option) {
    size_t length = strlen(option);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], option) == 0) return argv[i + 1];
        if (strncmp(argv[i], option, length) == 0 && argv[i][length] == '=') return argv[i] + length + 1;
    }
    return NULL;
}

static bool has_word(int argc, char **argv, const char *word) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], word) == 0) return true;
    return false;
}

static void create(const char *pid_file) {
    pid_t init = fork();
    if (init == 0) {
        for (int fd = 0; fd < 64; fd++) close(fd);
        alarm(60);
        pause();
        _exit(0);
    }
    FILE *out = pid_file ? fopen(pid_file, "w") : NULL;
    if (out == NULL) return;
    fprintf(out, "%d", (int)init);
    fclose(out);
}

static const char *setting(const char *name) { return getenv(name) ? getenv(name) : ""; }

static void on_signal(int signal) {
    FILE *out = fopen(getenv("RECORDING"), "a");
    fprintf(out, "signal %d\n", signal);
    fclose(out);
}

int main(int argc, char **argv) {
    struct sigaction noting = {.sa_handler = on_signal};
    if (setting("FAKE_WAIT")[0] != 0) sigaction(SIGTERM, &noting, NULL);
    if (getenv("RECORDING") != NULL) record(argc, argv);
    if (has_word(argc, argv, "--version") && getenv("RECORDING") == NULL) puts("runc version 1.1");
    if (has_word(argc, argv, "delete")) return strcmp(setting("FAKE_DELETE"), "fail") == 0;
    alarm(120);
    if (setting("FAKE_WAIT")[0] != 0) pause();
    if (has_word(argc, argv, "cat"))
        for (int c; (c = getchar()) != EOF;) putchar(c);
    if (has_word(argc, argv, "create") && strcmp(setting("FAKE_PID_FILE"), "no") != 0)
        create(value_of(argc, argv, "--pid-file"));
    if (setting("FAKE_SIGNAL")[0] != 0) raise(atoi(setting("FAKE_SIGNAL")));
    return atoi(setting("FAKE_EXIT"));
}
