package io.plimsoll.center.audit;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Incidents over HTTP.
@RestController
final class IncidentsApi {
    private final Database database;

    IncidentsApi(Database database) {
        this.database = database;
    }

    @GetMapping("/api/v1/audit-incidents")
    @Permission("audit.read")
    IncidentSearch.IncidentPage list(PageRequest page, @RequestParam Map<String, String> parameters) {
        IncidentSearch search = new IncidentSearch(AuditFilter.of(parameters));
        return database.read(transaction -> search.page(transaction, page));
    }
}
