package io.plimsoll.center.registries;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The queue of scans over HTTP.
@RestController
final class ScanQueueApi {
    private static final Set<String> STATES =
            Set.of(ScanQueue.OPEN, "waiting", "running", "done", "failed", "cancelled");

    private final ScanQueue queue;

    ScanQueueApi(ScanQueue queue) {
        this.queue = queue;
    }

    @GetMapping("/api/v1/scan-queue")
    @Permission("registries.read")
    Page<ScanJob> list(PageRequest page, @RequestParam Optional<String> state, @RequestParam Optional<UUID> registry) {
        return queue.list(
                new ScanJob.Filter(state.map(word -> ProblemException.requireOneOf("state", word, STATES)), registry),
                page);
    }

    @DeleteMapping("/api/v1/scan-queue/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("registries.write")
    void cancel(Caller caller, @PathVariable long number) {
        queue.cancel(caller, number);
    }
}
