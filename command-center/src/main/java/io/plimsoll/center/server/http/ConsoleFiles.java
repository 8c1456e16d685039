package io.plimsoll.center.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The files of the console, from its jar. Every path outside of the API that is no file shows the first page: the
/// console finds its screens by the path itself.
@RestController
final class ConsoleFiles {
    private static final String FOLDER = "/META-INF/resources";
    private static final String FIRST_PAGE = "/index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "woff2", "font/woff2",
            "txt", "text/plain;charset=UTF-8",
            "webmanifest", "application/manifest+json");

    @GetMapping("/**")
    @PublicRoute
    void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.startsWith("/api/") || path.equals("/api")) {
            throw ProblemException.notFound("route-unknown", "there is no " + request.getMethod() + " " + path);
        }
        if (!send(path, response) && !send(FIRST_PAGE, response)) {
            throw ProblemException.notFound("console-missing", "this server was built without its console");
        }
    }

    private static boolean send(String path, HttpServletResponse response) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !path.matches("/[A-Za-z0-9._/-]+") || path.contains("..")) {
            return false;
        }
        try (InputStream file = ConsoleFiles.class.getResourceAsStream(FOLDER + path)) {
            if (file == null) {
                return false;
            }
            response.setContentType(type);
            response.setHeader(
                    "Cache-Control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
            file.transferTo(response.getOutputStream());
            return true;
        }
    }
}
