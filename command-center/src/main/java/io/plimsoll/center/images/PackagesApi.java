package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The packages and the vulnerabilities of all images over HTTP.
@RestController
final class PackagesApi {
    private final Database database;

    PackagesApi(Database database) {
        this.database = database;
    }

    @GetMapping("/api/v1/packages")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<PackageInUse.View> packages(
            PageRequest page,
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> version,
            @RequestParam Optional<String> running) {
        PackagesInUse.Filter filter = PackagesInUse.Filter.of(type, version, running);
        return database.read(transaction -> Page.of(
                        PackagesInUse.list(transaction, filter, page),
                        page,
                        () -> PackagesInUse.total(transaction, filter, page),
                        inUse -> Cursor.of(inUse.number())))
                .map(PackageInUse::view);
    }

    @GetMapping("/api/v1/vulnerabilities")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<Vulnerability> vulnerabilities(
            PageRequest page,
            @RequestParam Optional<String> severity,
            @RequestParam Optional<String> running,
            @RequestParam Optional<String> fixed,
            @RequestParam Optional<String> exploited) {
        VulnerabilityStore.Filter filter = VulnerabilityStore.Filter.of(severity, running, fixed, exploited);
        return database.read(transaction -> Page.of(
                VulnerabilityStore.list(transaction, filter, page),
                page,
                () -> VulnerabilityStore.total(transaction, filter, page),
                VulnerabilityStore::place));
    }
}
