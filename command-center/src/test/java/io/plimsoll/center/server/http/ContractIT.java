package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// Holds the routes that are served against the REST contract, both ways.
class ContractIT {
    private static final TestCenter CENTER = TestCenter.shared();
    private static final String BASE = "/api/v1";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void everyRouteStatesItsPermissionAsTheContractDoesAndNoneIsMissing() {
        Map<String, String> served = served();
        assertThat(served).isEqualTo(promised());
        assertThat(served.size()).isGreaterThan(30);
    }

    @Test
    void everyRouteThatNeedsAPermissionIsClosedToStrangers() {
        promised().forEach((route, permission) -> {
            if (!permission.equals("public")) {
                String[] parts = route.split(" ");
                String path = parts[1].replaceAll("\\{[^}]*Id}", "00000000-0000-0000-0000-000000000000")
                        .replaceAll("\\{[^}]*}", "x");
                String body = parts[0].equals("GET") || parts[0].equals("DELETE") ? "" : "{}";
                assertThat(CENTER.call(parts[0], path, "", body).status())
                        .as(route)
                        .isIn(401, 415);
            }
        });
    }

    @Test
    void everyPermissionOfTheContractIsHeldBySomeRole() {
        JsonNode current =
                CENTER.get(BASE + "/sessions/current", CENTER.administrator()).json();
        Set<String> held = new java.util.HashSet<>(Set.of("public", Permission.SELF, Permission.OWN_SESSION));
        current.path("permissions").forEach(permission -> held.add(permission.asString()));
        assertThat(held).containsAll(promised().values());
    }

    /// `METHOD path` to permission, as the document says.
    private static Map<String, String> promised() {
        Map<String, String> routes = new TreeMap<>();
        OpenApiDocument.read()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        routes.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + BASE + path.getKey(),
                                operation.getValue().required("x-permission").asString());
                    }
                }));
        return routes;
    }

    /// The same, as the server has it. A route without any annotation shows as `NONE`.
    private static Map<String, String> served() {
        Map<String, String> routes = new TreeMap<>();
        CENTER.part(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> paths(info).stream()
                        .filter(path -> path.startsWith(BASE))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> routes.put(verb + " " + path, permission(method)))));
        return routes;
    }

    private static Set<String> paths(RequestMappingInfo info) {
        return info.getPathPatternsCondition() == null
                ? Set.of()
                : info.getPathPatternsCondition().getPatternValues();
    }

    private static String permission(HandlerMethod method) {
        return method.hasMethodAnnotation(PublicRoute.class)
                ? "public"
                : Optional.ofNullable(method.getMethodAnnotation(Permission.class))
                        .map(Permission::value)
                        .orElse("NONE");
    }
}
