package io.plimsoll.center;

import io.plimsoll.center.server.CenterSettings;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.core.NestedExceptionUtils;

/// The program of the Command Center. It runs as a system user of its own, prints `ready` once it answers, and stays
/// until it is told to end (SIGTERM).
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            start(arguments);
        } catch (RuntimeException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            System.err.println("plimsoll center: " + cause.getMessage());
            LOG.debug("the start failed", e);
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    private static void start(String[] arguments) {
        if (System.getProperty("user.name").equals("root")) {
            throw new IllegalArgumentException(
                    "the Command Center does not run as root; run it as the system user plimsoll-center");
        }
        CenterSettings settings =
                CenterSettings.of(arguments, Optional.ofNullable(System.getenv("PLIMSOLL_ADMIN_PASSWORD")));
        CommandCenter center = CommandCenter.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(center::close, "stop-center"));
        System.out.println("ready");
    }
}
