package io.plimsoll.center.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every request: the headers that keep a browser from doing more than the console needs, and a limit on
/// bodies. Routes that take files (`application/octet-stream`) count the bytes themselves.
final class GuardFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /// No script but our own files, no frame, no other server. Styles may be inline: the component library writes them.
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        guard(response, request.getRequestURI().startsWith("/api/"));
        if (holdsNul(request.getRequestURI()) || holdsNul(request.getQueryString())) {
            refuseNul(response);
            return;
        }
        String type = request.getContentType();
        boolean isFile = type != null && type.startsWith("application/octet-stream");
        chain.doFilter(isFile ? request : new Bounded(request), response);
    }

    /// Sets the headers.
    ///
    /// @param secret whether nobody on the way may keep the answer
    static void guard(HttpServletResponse response, boolean secret) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Strict-Transport-Security", "max-age=31536000");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (secret) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /// No text of ours holds a NUL, and the database takes none.
    private static boolean holdsNul(@Nullable String encoded) {
        return encoded != null && encoded.contains("%00");
    }

    private static void refuseNul(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("application/problem+json");
        Problem problem = Problem.of(400, "request-invalid", "a path or parameter holds a NUL", List.of());
        response.getWriter().write(JsonMapper.shared().writeValueAsString(problem));
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedBody(super.getInputStream(), System::nanoTime);
        }
    }
}
