package io.plimsoll.center.registries;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.PublicRoute;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Registries over HTTP.
@RestController
final class RegistriesApi {
    private static final int MOST_TESTS = 4;

    private final Registries registries;
    private final RegistryRequests requests;
    private final Semaphore tests = new Semaphore(MOST_TESTS);

    RegistriesApi(Registries registries, RegistryRequests requests) {
        this.registries = registries;
        this.requests = requests;
    }

    /// What came of a test.
    ///
    /// @param message for people
    record TestResult(boolean works, String message, List<String> notes) {}

    /// Where pushes are announced.
    ///
    /// @param path below the address of this Center; holds the secret, and is shown once
    record Webhook(String path) {}

    @GetMapping("/api/v1/registries")
    @Permission("registries.read")
    Page<RegistryView> list(PageRequest page) {
        return registries.list(page).map(RegistryView::of);
    }

    @PostMapping("/api/v1/registries")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("registries.write")
    RegistryView add(Caller caller, @RequestBody RegistryDraft draft) {
        return RegistryView.of(registries.add(caller, draft));
    }

    @GetMapping("/api/v1/registries/{registryId}")
    @Permission("registries.read")
    RegistryView get(@PathVariable UUID registryId) {
        return RegistryView.of(registries.find(registryId));
    }

    @PutMapping("/api/v1/registries/{registryId}")
    @Permission("registries.write")
    RegistryView change(Caller caller, @PathVariable UUID registryId, @RequestBody RegistryDraft draft) {
        return RegistryView.of(registries.change(caller, registryId, draft));
    }

    @DeleteMapping("/api/v1/registries/{registryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("registries.write")
    void delete(Caller caller, @PathVariable UUID registryId) {
        registries.delete(caller, registryId);
    }

    @PostMapping("/api/v1/registry-tests")
    @Permission("registries.write")
    TestResult test(Caller caller, @RequestBody RegistryDraft draft, @RequestParam Optional<UUID> registryId)
            throws InterruptedException {
        Registry registry = registries.described(draft, registryId.orElse(null));
        if (!tests.tryAcquire()) {
            throw new ProblemException(
                    429, "too-many-tests", MOST_TESTS + " registries are being tested now; try again in a minute");
        }
        TestResult result;
        try {
            result = works(requests.test(registry));
        } catch (RegistryFailure e) {
            result = new TestResult(false, e.sentence(), List.of());
        } finally {
            tests.release();
        }
        registries.tested(caller, registry, result.message());
        return result;
    }

    private static TestResult works(RegistryAnswers.Listing listing) {
        String found = listing.repositories() == 1 ? "1 repository is" : listing.repositories() + " repositories are";
        String example = listing.tags().isEmpty()
                ? "; no tag is wanted of the first"
                : ", the first has " + listing.tags().getFirst().name();
        return new TestResult(
                true,
                "The registry answers: " + found + " wanted" + (listing.repositories() == 0 ? "" : example) + ".",
                listing.notes());
    }

    @PostMapping("/api/v1/registries/{registryId}/listing")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Permission("registries.write")
    void listNow(Caller caller, @PathVariable UUID registryId) {
        registries.listNow(caller, registryId);
    }

    @PostMapping("/api/v1/registries/{registryId}/webhook")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("registries.write")
    Webhook makeWebhook(Caller caller, @PathVariable UUID registryId) {
        return new Webhook("/api/v1/registry-pushes/" + registries.makeWebhook(caller, registryId));
    }

    @DeleteMapping("/api/v1/registries/{registryId}/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("registries.write")
    void endWebhook(Caller caller, @PathVariable UUID registryId) {
        registries.endWebhook(caller, registryId);
    }

    /// Only JSON: what calls itself a file has no limit of its size, and this is read before anybody knows who sends
    /// it.
    @PostMapping(
            path = "/api/v1/registry-pushes/{token}",
            consumes = {"application/json", "application/*+json"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PublicRoute
    void pushed(@PathVariable String token, @RequestBody(required = false) @Nullable String body) {
        registries.pushed(token, body == null ? "" : body);
    }
}
