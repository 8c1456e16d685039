package io.plimsoll.center.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request reach its route only when the caller may use it. A route that says nothing of permission is closed.
final class AccessInterceptor implements HandlerInterceptor {
    static final String CALLER = Caller.class.getName();
    private static final String SCHEME = "Bearer ";

    private final Callers callers;

    AccessInterceptor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)) {
            // A browser asks for another site (CORS), and we have nothing to say to it.
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return false;
        }
        if (method.hasMethodAnnotation(PublicRoute.class)) {
            return true;
        }
        Permission permission = method.getMethodAnnotation(Permission.class);
        if (permission == null) {
            throw new IllegalStateException("the route " + method + " names no permission");
        }
        request.setAttribute(CALLER, admitted(request, permission.value()));
        return true;
    }

    private Caller admitted(HttpServletRequest request, String permission) {
        Caller caller = callers.byToken(token(request), request.getRemoteAddr())
                .orElseThrow(() -> new ProblemException(
                        401,
                        "not-logged-in",
                        "there is no valid session or API token; log in with POST /api/v1/sessions"));
        if (permission.equals(Permission.SELF) || (permission.equals(Permission.OWN_SESSION) && !caller.byApiToken())) {
            return caller;
        }
        if (caller.passwordChangeDue()) {
            throw new ProblemException(
                    403,
                    "password-change-due",
                    "the first password has to be changed first, with PUT /api/v1/users/current/password");
        }
        if (caller.secondFactorDue()) {
            throw new ProblemException(
                    403,
                    "second-factor-due",
                    "the role of " + caller.name()
                            + " needs a second factor; set it up first, with POST /api/v1/users/current/second-factor");
        }
        if (!caller.permissions().contains(permission)) {
            callers.forbidden(caller, permission, request.getMethod() + " " + request.getRequestURI());
            throw new ProblemException(
                    403,
                    "forbidden",
                    (caller.byApiToken() ? "an API token of the role " : "the role ") + caller.role() + " of "
                            + caller.name() + " does not hold " + permission);
        }
        return caller;
    }

    private static String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    }
}
