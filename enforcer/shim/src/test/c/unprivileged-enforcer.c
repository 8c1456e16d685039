/// unprivileged-enforcer SOCKET: listens as nobody and allows everything. The shim must not believe it.
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) return 2;
    if (setgid(65534) != 0 || setuid(65534) != 0 || listen(listener, 4) != 0) return 2;
    puts("listening");
    fflush(stdout);
    int client = accept(listener, NULL, NULL);
    static const char allow[] = "\0\0\0\11Aattach=0\n\0\0\0\0B";
    if (write(client, allow, sizeof allow - 1) < 0) return 2;
    pause();
    return 0;
}
