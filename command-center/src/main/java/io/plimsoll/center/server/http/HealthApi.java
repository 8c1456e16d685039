package io.plimsoll.center.server.http;

import io.plimsoll.center.server.database.Database;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the server and its database answer.
@RestController
final class HealthApi {

    private final Database database;

    HealthApi(Database database) {
        this.database = database;
    }

    @GetMapping("/api/v1/health")
    @PublicRoute
    Health health() {
        database.read(transaction -> transaction.number("select 1"));
        return new Health("ready", Health.VERSION);
    }
}
