package io.plimsoll.center.registries;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The queue on a real database. This Center has no program, so nobody but the test works on it.
class ScanQueueIT {
    private static TestCenter center;
    private static Database database;
    private static ScanQueue queue;

    private UUID registry = UUID.randomUUID();

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        database = center.part(Database.class);
        queue = center.part(ScanQueue.class);
    }

    @AfterAll
    static void stop() {
        center.close();
    }

    @BeforeEach
    void emptyTheQueue() {
        change("delete from registry");
        registry = UUID.fromString(
                call("POST", "/registries", "{\"name\":\"r\",\"kind\":\"oci\",\"address\":\"registry.example.com\"}")
                        .json()
                        .path("id")
                        .asString());
    }

    private static TestCenter.Answer call(String method, String path, String body) {
        return center.call(method, "/api/v1" + path, center.administrator(), body);
    }

    private static int change(String sql, Object... arguments) {
        return database.write(transaction -> transaction.change(sql, arguments));
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }

    /// Listed as `registry.example.com/REPOSITORY:1`.
    private void listed(String... repositories) {
        database.write(transaction -> {
            List<RegistryAnswers.Tag> tags = new ArrayList<>();
            for (String repository : repositories) {
                tags.add(new RegistryAnswers.Tag(
                        repository, "1", "registry.example.com/" + repository + ":1", digest(repository)));
            }
            TagStore.put(transaction, registry, tags);
            return queue.addUnscanned(transaction, registry);
        });
    }

    private static ScanJob.Taken take() {
        return queue.take().orElseThrow();
    }

    private static List<String> queued(String state) {
        return call("GET", "/scan-queue?state=" + state, "")
                .json()
                .path("items")
                .valueStream()
                .map(job -> job.path("repository").asString() + " "
                        + job.path("state").asString())
                .toList();
    }

    private static void failed(ScanJob.Taken job, boolean retryMayHelp) {
        queue.failed(job, new RegistryFailure("the registry is away", retryMayHelp));
    }

    @Test
    void hasNothingToTakeWhenItIsEmpty() {
        assertThat(queue.take()).isEmpty();
        assertThat(queued("open")).isEmpty();
    }

    @Test
    void queuesEachDigestOnce() {
        listed("a", "b");
        listed("a", "b");
        assertThat(queued("open")).containsExactlyInAnyOrder("a waiting", "b waiting");
        take();
        listed("a", "b");
        assertThat(queued("open")).hasSize(2);
    }

    @Test
    void takesWhatRunsFirstThenWhatWasNeverScannedThenTheRest() {
        TestImage runs = new TestImage("registry.example.com/running:1", "1");
        try (TestEnforcer enforcer =
                TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1")) {
            enforcer.list(runs.listed("unscanned"));
            enforcer.say(FromEnforcer.newBuilder()
                    .setContainers(ContainersReport.newBuilder()
                            .addContainers(Container.newBuilder()
                                    .setId("c1")
                                    .setName("c1")
                                    .setImageId(runs.id().toString())
                                    .setState("running"))));
            center.await("/api/v1/containers", page -> page.path("items").size() == 1);
        }
        listed("known", "never", "running");
        change(
                "update registry_tag set image_id = ?, scanned_at = now() - interval '1 year', scanned_digest = digest"
                        + " where repository = 'known'",
                knownImage());
        change("delete from scan_job");
        database.write(transaction -> queue.addUnscanned(transaction, registry));

        assertThat(queued("open")).containsExactly("running waiting", "never waiting", "known waiting");
        change(
                "update registry_tag set image_id = ? where repository = 'never'",
                runs.id().toString());
        pushed("never");
        assertThat(queued("open").getFirst()).isEqualTo("never waiting");
        assertThat(List.of(take().repository(), take().repository(), take().repository()))
                .containsExactly("never", "running", "known");
    }

    /// Queued anew by a push, while nothing else that waits counts as running.
    private void pushed(String repository) {
        change("delete from scan_job where repository = ?", repository);
        change("update scan_job set rank = 2 where repository = 'running'");
        database.write(transaction ->
                queue.add(transaction, new TagStore.Named(registry, repository, "1", ""), "push", "webhook"));
    }

    /// An image that is known and runs nowhere.
    private static String knownImage() {
        String id = digest("known image").toString();
        change(
                "insert into image (id, name, names, size, first_seen_at, image_labels, scan_state, verdict, violations,"
                        + " search) values (?, 'x', '{}', 1, now(), '{}', 'unscanned', 'pending', '[]', '')",
                id);
        return id;
    }

    @Test
    void showsWhatIsAtWorkFirst() {
        listed("a", "b", "c");
        String taken = take().repository();
        assertThat(queued("open").getFirst()).isEqualTo(taken + " running");
        JsonNode first = call("GET", "/scan-queue?state=open&limit=1", "").json();
        JsonNode second = call(
                        "GET",
                        "/scan-queue?state=open&limit=2&cursor="
                                + first.path("next").asString(),
                        "")
                .json();
        assertThat(first.at("/total/value").asInt()).isEqualTo(3);
        assertThat(second.path("items"))
                .extracting(job -> job.path("state").asString())
                .containsExactly("waiting", "waiting");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void givesNoJobToTwoWorkersOfSeveralCenters() throws InterruptedException, ExecutionException {
        String[] repositories = new String[60];
        for (int i = 0; i < repositories.length; i++) {
            repositories[i] = "r" + i;
        }
        listed(repositories);
        List<String> all = new ArrayList<>();
        try (Database other = Database.open(center.database().socketFolder());
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> taken = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Database own = i % 2 == 0 ? database : other;
                taken.add(workers.submit(takeAll(own)));
            }
            for (Future<List<String>> one : taken) {
                all.addAll(one.get());
            }
        }
        assertThat(all).containsExactlyInAnyOrder(repositories);
    }

    private static Callable<List<String>> takeAll(Database own) {
        return () -> {
            List<String> taken = new ArrayList<>();
            Optional<ScanJob.Taken> job = take(own);
            while (job.isPresent()) {
                taken.add(job.get().repository());
                job = take(own);
            }
            return taken;
        };
    }

    private static Optional<ScanJob.Taken> take(Database own) {
        return own.write(transaction -> ScanQueueStore.take(transaction, ScanQueue.LEASE));
    }

    @Test
    void aJobWhoseWorkerIsGoneIsDoneByAnotherAndOnlyByHim() {
        listed("a");
        ScanJob.Taken lost = take();
        assertThat(queue.take()).isEmpty();
        assertThat(queue.isStillMine(lost)).isTrue();
        change("update scan_job set leased_until = now() - interval '1 second'");

        ScanJob.Taken again = take();
        assertThat(again.number()).isEqualTo(lost.number());
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(queue.isStillMine(lost)).isFalse();
        assertThat(isDone(lost)).isFalse();
        failed(lost, true);
        assertThat(queued("open")).containsExactly("a running");
        assertThat(isDone(again)).isTrue();
        assertThat(queued("done")).containsExactly("a done");
    }

    private static boolean isDone(ScanJob.Taken job) {
        return database.write(transaction -> ScanQueueStore.done(transaction, job, null));
    }

    @Test
    void givesUpAJobThatEndedItsWorkersTooOften() {
        listed("a");
        for (int i = 0; i < ScanQueue.MOST_ATTEMPTS; i++) {
            take();
            change("update scan_job set leased_until = now() - interval '1 second'");
        }
        assertThat(queue.take()).isEmpty();
        assertThat(queued("failed")).containsExactly("a failed");
    }

    @Test
    void whatPassesByIsTriedAgainLaterAndLater() {
        listed("a");
        failed(take(), true);
        assertThat(queue.take()).isEmpty();
        JsonNode waiting = call("GET", "/scan-queue?state=waiting", "").json().at("/items/0");
        assertThat(waiting.path("message").asString()).isEqualTo("the registry is away");
        for (int i = 1; i < ScanQueue.MOST_ATTEMPTS; i++) {
            change("update scan_job set not_before = now()");
            failed(take(), true);
        }
        change("update scan_job set not_before = now()");
        assertThat(queue.take()).isEmpty();
        assertThat(queued("failed")).containsExactly("a failed");
        assertThat(ScanQueue.pauseAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(ScanQueue.pauseAfter(4)).isEqualTo(Duration.ofMinutes(8));
        assertThat(ScanQueue.pauseAfter(60)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatWouldFailAgainIsTriedAgainOnlyWhenSomebodyAsks() {
        listed("a");
        failed(take(), false);
        assertThat(queued("failed")).containsExactly("a failed");
        assertThat(call("GET", "/audit-events?type=image.scan-failed", "")
                        .json()
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("the registry is away");
        listed("a");
        assertThat(queued("open")).isEmpty();
        assertThat(call("POST", "/registries/" + registry + "/listing", "").status())
                .isEqualTo(202);
        listed("a");
        assertThat(queued("open")).containsExactly("a waiting");
    }

    @Test
    void whatIsCancelledIsNotDone() {
        listed("a", "b");
        ScanJob.Taken running = take();
        for (JsonNode job : call("GET", "/scan-queue?state=open", "").json().path("items")) {
            assertThat(call("DELETE", "/scan-queue/" + job.path("number").asLong(), "")
                            .status())
                    .isEqualTo(204);
        }
        assertThat(queue.isStillMine(running)).isFalse();
        assertThat(isDone(running)).isFalse();
        assertThat(queue.take()).isEmpty();
        assertThat(queued("cancelled")).containsExactlyInAnyOrder("a cancelled", "b cancelled");
        assertThat(call("DELETE", "/scan-queue/" + running.number(), "").code()).isEqualTo("scan-unknown");
        assertThat(call("GET", "/audit-events?type=image.scan-cancelled", "")
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void outlivesTheCenter() {
        listed("a");
        center.restart();
        database = center.part(Database.class);
        queue = center.part(ScanQueue.class);
        assertThat(queued("open")).containsExactly("a waiting");
        assertThat(take().repository()).isEqualTo("a");
    }
}
