package io.plimsoll.center;

import io.plimsoll.center.access.AccessConfiguration;
import io.plimsoll.center.assurance.AssuranceConfiguration;
import io.plimsoll.center.audit.AuditConfiguration;
import io.plimsoll.center.audit.ServerLife;
import io.plimsoll.center.compliance.ComplianceConfiguration;
import io.plimsoll.center.containers.ContainersConfiguration;
import io.plimsoll.center.dashboard.DashboardConfiguration;
import io.plimsoll.center.enforcers.EnforcersConfiguration;
import io.plimsoll.center.exceptions.ExceptionsConfiguration;
import io.plimsoll.center.hosts.HostsConfiguration;
import io.plimsoll.center.images.ImagesConfiguration;
import io.plimsoll.center.intelligence.IntelligenceConfiguration;
import io.plimsoll.center.labels.LabelsConfiguration;
import io.plimsoll.center.network.NetworksConfiguration;
import io.plimsoll.center.notifications.NotificationsConfiguration;
import io.plimsoll.center.policies.PoliciesConfiguration;
import io.plimsoll.center.registries.RegistriesConfiguration;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.FrontDoor;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.ServerConfiguration;
import io.plimsoll.center.server.http.HttpConfiguration;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.services.ServicesConfiguration;
import io.plimsoll.center.views.ViewsConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/// A running Command Center: all features, wired and listening.
public final class CommandCenter implements AutoCloseable {
    private static final Class<?>[] FEATURES = {
        ServerConfiguration.class,
        HttpConfiguration.class,
        AuditConfiguration.class,
        AccessConfiguration.class,
        PoliciesConfiguration.class,
        LabelsConfiguration.class,
        HostsConfiguration.class,
        ImagesConfiguration.class,
        ServicesConfiguration.class,
        NetworksConfiguration.class,
        ContainersConfiguration.class,
        IntelligenceConfiguration.class,
        ExceptionsConfiguration.class,
        NotificationsConfiguration.class,
        AssuranceConfiguration.class,
        EnforcersConfiguration.class,
        RegistriesConfiguration.class,
        ComplianceConfiguration.class,
        DashboardConfiguration.class,
        ViewsConfiguration.class
    };

    private final AnnotationConfigServletWebServerApplicationContext context;

    private CommandCenter(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts it; it answers when this returns.
    public static CommandCenter start(CenterSettings settings) {
        AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(CenterSettings.class, () -> settings);
        context.register(FEATURES);
        context.refresh();
        context.getBean(ServerLife.class).started();
        return new CommandCenter(context);
    }

    /// The port of REST and console; of interest where any free one was asked for.
    public int port() {
        return java.util.Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /// A part of it, for tests.
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.getBean(Periodic.class).close();
        context.getBeansOfType(FrontDoor.class).values().forEach(FrontDoor::closeDoor);
        context.getBean(Live.class).close();
        context.getBean(ServerLife.class).stopped();
        context.close();
    }
}
