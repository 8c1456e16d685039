package io.plimsoll.center.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The stream of changes (server-sent events, WHATWG HTML, "Server-sent events").
@RestController
final class LiveApi {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_LISTENERS = 500;

    /// What those are told at every heartbeat who see only what carries certain labels: when something really changed,
    /// it may have been anybody's.
    private static final List<String> NARROWED = List.of(
            "audit-events",
            "containers",
            "exceptions",
            "hosts",
            "images",
            "labels",
            "networks",
            "packages",
            "services",
            "vulnerabilities");

    private final Live live;
    private final Callers callers;

    LiveApi(Live live, Callers callers) {
        this.live = live;
        this.callers = callers;
    }

    /// Holds its (virtual) thread as long as the caller listens and the session holds.
    @GetMapping("/api/v1/live")
    @Permission(value = "live.read", reach = Permission.Reach.NOTHING)
    void stream(Caller caller, HttpServletResponse response) throws IOException, InterruptedException {
        if (live.listeners() >= MOST_LISTENERS) {
            throw new ProblemException(503, "too-many-listeners", "too many streams are open; poll instead");
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        try (Live.Listener listener = live.listen(!caller.scope().isEverything())) {
            Writer out = response.getWriter();
            send(response, out, ": connected\n\n");
            while (!live.isClosed()) {
                Optional<String> changed = listener.next(HEARTBEAT);
                if (changed.isEmpty() && !caller.scope().isEverything()) {
                    for (String list : NARROWED) {
                        send(response, out, "event: change\ndata: " + list + "\n\n");
                    }
                }
                if (changed.isPresent()) {
                    send(response, out, "event: change\ndata: " + changed.get() + "\n\n");
                    Thread.sleep(PAUSE);
                } else if (callers.isStillLoggedIn(caller)) {
                    send(response, out, ": still here\n\n");
                } else {
                    return;
                }
            }
        }
    }

    private static void send(HttpServletResponse response, Writer out, String text) throws IOException {
        out.write(text);
        out.flush();
        response.flushBuffer();
    }
}
