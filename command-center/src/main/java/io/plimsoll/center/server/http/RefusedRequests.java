package io.plimsoll.center.server.http;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Answers what is refused before it reaches a route, such as a path with a backslash or what is no HTTP at all: with a
/// problem like every other, and not with a page that tells of the server. The name is given to Tomcat, which makes it.
public final class RefusedRequests extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            GuardFilter.guard(response, true);
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer out = response.getReporter();
            if (out != null) {
                out.write(JsonMapper.shared().writeValueAsString(problem(status)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            // The caller is gone, or has had the beginning of an answer: there is nobody to tell.
            container.getLogger().debug("a refusal could not be told", e);
        }
    }

    private static Problem problem(int status) {
        return status < 500
                ? Problem.of(status, "request-refused", "this is no request that the server takes", List.of())
                : Problem.of(status, "internal", "the server failed; see its log", List.of());
    }
}
