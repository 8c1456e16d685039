package io.plimsoll.center.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestDatabase;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many containers services have is kept in steps. After and amid any changes it is what counting says.
class ServiceMembersIT {
    private static final int HOSTS = 4;
    private static final int IMAGES = 6;

    /// Members that are counted otherwise than they are kept, at one moment.
    private static final String DIFFERENCES = """
            select count(*) from (
              select service, image_id, sum(containers) as containers, sum(running) as running
              from service_member group by 1, 2 having sum(containers) <> 0 or sum(running) <> 0) kept
            full join (
              select s as service, image_id, count(*) as containers, count(*) filter (where state = 'running') as running
              from container cross join unnest(services) s where gone_at is null group by 1, 2) counted
            using (service, image_id)
            where (kept.containers, kept.running) is distinct from (counted.containers, counted.running)
            """;

    private static final String SEVERAL =
            "select count(*) from (select 1 from service_member group by service, image_id having count(*) > 1) several";

    @Test
    void areCountedRightAmidChangesOfEveryKind() throws Exception {
        try (TestDatabase postgres = TestDatabase.start();
                Database database = Database.open(postgres.socketFolder());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<UUID> hosts = IntStream.range(0, HOSTS)
                    .mapToObj(i -> addHost(database, i))
                    .toList();
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < HOSTS; i++) {
                UUID host = hosts.get(i);
                Random random = new Random(i);
                changes.add(threads.submit(() -> repeat(
                        60,
                        () -> database.write(transaction -> {
                            ContainerStore.replaceListing(transaction, host, List.of(), listing(random), Instant.now());
                            return true;
                        }))));
            }
            Random random = new Random(HOSTS);
            changes.add(threads.submit(() -> repeat(40, () -> database.write(t -> changeServices(t, random)))));
            changes.add(threads.submit(() -> repeat(40, () -> database.write(BelongingStore::fold))));
            changes.add(threads.submit(() -> repeat(40, () -> database.write(BelongingStore::fold))));
            while (!changes.stream().allMatch(Future::isDone)) {
                assertThat(number(database, DIFFERENCES)).as("amid changes").isZero();
            }
            for (Future<?> change : changes) {
                change.get();
            }
            assertThat(number(database, "select count(*) from container where services <> '{}'"))
                    .isPositive();
            assertThat(number(database, SEVERAL)).as("steps").isPositive();

            database.write(BelongingStore::fold);

            assertThat(number(database, SEVERAL)).isZero();
            assertThat(number(database, DIFFERENCES)).isZero();
            database.write(t -> t.change("delete from service"));
            database.write(t -> {
                BelongingStore.lock(t);
                BelongingStore.renewAll(t);
                return BelongingStore.fold(t);
            });
            assertThat(number(database, "select count(*) from service_member"))
                    .as("of services that are gone")
                    .isZero();
        }
    }

    private static long number(Database database, String sql) {
        return database.read(transaction -> transaction.number(sql));
    }

    private static void repeat(int times, Runnable change) {
        for (int i = 0; i < times; i++) {
            change.run();
        }
    }

    private static UUID addHost(Database database, int number) {
        UUID id = new UUID(0, number);
        database.write(t -> t.change(
                "insert into host (id, machine_id, name, operating_system, kernel_version, architecture, engine_version,"
                        + " engine_id, engine_data_root, capabilities, first_seen_at, reported_at, search)"
                        + " values (?, ?, ?, '', '', '', '', '', '', '[]', now(), now(), '')",
                id,
                "machine-" + number,
                "host-" + number));
        return id;
    }

    /// Some containers of some images, in any state: others come, go, return and are made anew of another image.
    private static List<ContainerListing> listing(Random random) {
        List<ContainerListing> containers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            if (random.nextInt(3) > 0) {
                String image = "image-" + random.nextInt(IMAGES);
                containers.add(new ContainerListing(
                        "container-" + i,
                        "container-" + i,
                        image,
                        image,
                        random.nextBoolean() ? "running" : "exited",
                        "",
                        Optional.empty(),
                        Map.of(),
                        "none",
                        "",
                        false,
                        "",
                        List.of(),
                        false,
                        List.of()));
            }
        }
        return containers;
    }

    private static boolean changeServices(Transaction transaction, Random random) {
        BelongingStore.lock(transaction);
        String name = "service-" + random.nextInt(3);
        transaction.change("delete from service where name = ?", name);
        if (random.nextInt(4) > 0) {
            transaction.change(
                    "insert into service values (?, '', '{}', '{}', '{}', ?, now(), 'somebody')",
                    name,
                    List.of("image-" + random.nextInt(IMAGES), "image-" + random.nextInt(IMAGES)));
        }
        BelongingStore.renewAll(transaction);
        return true;
    }
}
