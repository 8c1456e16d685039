package io.plimsoll.benchmarks;

import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many events one Center takes in a second, each written durably and chained before it is acknowledged: a real
/// Center on its embedded database, and Enforcers that speak real gRPC over mutual TLS, in batches and with as many
/// events under way as the product's own. Both run on this machine and share it.
final class IntakeRate implements Measurement {
    private static final int WARM_UP_ROUNDS = 3;

    @Override
    public void make(Options options) throws Exception {
        int rounds = options.number("rounds", 10);
        int events = options.number("events", 20_480);
        int enforcers = options.number("enforcers", 4);
        Sample rate = new Sample();
        try (TestCenter center = TestCenter.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<EventSender> senders = new ArrayList<>();
            for (int i = 0; i < enforcers; i++) {
                senders.add(new EventSender(TestEnforcer.enrol(center, "host-" + i), "host-" + i));
            }
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                double seconds = send(senders, events / enforcers, threads);
                if (round >= 0) {
                    rate.add(events / enforcers * enforcers / seconds);
                }
            }
            senders.forEach(EventSender::close);
            requireAllKept(center, (rounds + WARM_UP_ROUNDS) * (long) (events / enforcers) * enforcers);
        }
        Report.title("intake: events a second, durable and chained, from " + enforcers + " Enforcers on this machine");
        Report.values(rounds + " rounds of " + events + " events (bar: 20000)", rate, "/s");
    }

    private static double send(List<EventSender> senders, int events, ExecutorService threads) throws Exception {
        senders.forEach(sender -> sender.prepare(events));
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (EventSender sender : senders) {
            running.add(threads.submit(sender::sendAll));
        }
        for (Future<?> one : running) {
            one.get();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /// What was acknowledged is in the database.
    private static void requireAllKept(TestCenter center, long events) throws SQLException {
        try (Connection connection = center.database().asService();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from audit_event")) {
            if (!count.next() || count.getLong(1) < events) {
                throw new IllegalStateException("the Center acknowledged " + events + " events and keeps fewer");
            }
        }
    }
}
