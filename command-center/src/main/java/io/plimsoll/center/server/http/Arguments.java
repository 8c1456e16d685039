package io.plimsoll.center.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives routes their [Caller] and their [PageRequest].
final class Arguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("a route outside of HTTP");
        }
        return parameter.getParameterType() == Caller.class ? caller(request) : page(request);
    }

    private static Object caller(HttpServletRequest request) {
        Object caller = request.getAttribute(AccessInterceptor.CALLER);
        if (caller == null) {
            throw new IllegalStateException("a public route has no caller: " + request.getRequestURI());
        }
        return caller;
    }

    private static PageRequest page(HttpServletRequest request) {
        return PageRequest.of(
                Optional.ofNullable(request.getParameter("cursor")),
                Optional.ofNullable(request.getParameter("limit")),
                Optional.ofNullable(request.getParameter("query")));
    }
}
