package io.plimsoll.center.server.http;

import io.plimsoll.center.server.database.LabelScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
        LabelScope.leave();
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
        Caller caller = admitted(request, permission.value());
        request.setAttribute(CALLER, caller);
        narrow(caller, permission, request);
        return true;
    }

    /// The last thing before the route, so that it is undone whatever becomes of the request.
    private void narrow(Caller caller, Permission permission, HttpServletRequest request) {
        if (caller.scope().isEverything() || isOfEveryCaller(permission.value(), caller)) {
            return;
        }
        switch (permission.reach()) {
            case NOTHING -> {}
            case LABELS -> caller.scope().enter();
            case EVERYTHING -> {
                callers.forbidden(
                        caller,
                        "the role " + caller.role() + " is held to "
                                + String.join(", ", caller.scope().labels()) + ", and this reaches beyond",
                        route(request));
                throw new ProblemException(
                        403,
                        "beyond-label-scope",
                        "this reaches beyond the labels that the role " + caller.role() + " of " + caller.name()
                                + " is held to: "
                                + String.join(", ", caller.scope().labels()));
            }
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        LabelScope.leave();
    }

    private static boolean isOfEveryCaller(String permission, Caller caller) {
        return permission.equals(Permission.SELF)
                || (permission.equals(Permission.OWN_SESSION) && !caller.byApiToken());
    }

    private static String route(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    private Caller admitted(HttpServletRequest request, String permission) {
        Caller caller = callers.byToken(token(request), request.getRemoteAddr())
                .orElseThrow(() -> new ProblemException(
                        401,
                        "not-logged-in",
                        "there is no valid session or API token; log in with POST /api/v1/sessions"));
        if (isOfEveryCaller(permission, caller)) {
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
            callers.forbidden(caller, "the role " + caller.role() + " does not hold " + permission, route(request));
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
