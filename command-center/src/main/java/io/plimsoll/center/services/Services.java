package io.plimsoll.center.services;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Named sets of containers. Who belongs is worked out in the transaction that changes a service.
public final class Services {
    private static final int MOST = 1000;

    private final Database database;
    private final ServiceMembers members;
    private final Labels labels;
    private final Policies policies;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;

    Services(
            Database database,
            ServiceMembers members,
            Labels labels,
            Policies policies,
            AuditTrail trail,
            Clock clock,
            Live live) {
        this.database = database;
        this.members = members;
        this.labels = labels;
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    /// All services, by name.
    public static List<Service> all(Transaction transaction) {
        return ServiceStore.all(transaction);
    }

    Page<StoredService> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                ServiceStore.list(transaction, page),
                page.limit(),
                ServiceStore.total(transaction, page),
                stored -> Cursor.of(stored.service().name())));
    }

    StoredService find(String name) {
        return database.read(transaction -> ServiceStore.find(transaction, name))
                .orElseThrow(() -> unknown(name));
    }

    StoredService add(Caller caller, ServiceDraft draft) {
        Service service = draft.service(draft.named(), caller.name(), clock.instant());
        return database.write(transaction -> {
            if (ServiceStore.count(transaction) >= MOST) {
                throw new ProblemException(
                        409, "service-limit", "there are " + MOST + " services; remove one that is not needed");
            }
            if (!ServiceStore.insert(transaction, service)) {
                throw new ProblemException(
                        409, "service-exists", "there is a service '" + service.name() + "' already");
            }
            return changed(transaction, caller, service, "");
        });
    }

    StoredService change(Caller caller, String name, ServiceDraft draft) {
        Service service = draft.service(name, caller.name(), clock.instant());
        return database.write(transaction -> {
            Service before = ServiceStore.lock(transaction, name).orElseThrow(() -> unknown(name));
            ServiceStore.update(transaction, service);
            return changed(transaction, caller, service, described(before));
        });
    }

    private StoredService changed(Transaction transaction, Caller caller, Service service, String before) {
        members.servicesChanged(transaction);
        policies.servicesChanged(transaction);
        trail.append(
                transaction,
                event(EventType.SERVICE_CHANGED, caller, service.name())
                        .detail("before", before)
                        .detail("after", described(service)));
        tell(transaction);
        return ServiceStore.find(transaction, service.name()).orElseThrow();
    }

    void delete(Caller caller, String name) {
        database.write(transaction -> {
            Service before = ServiceStore.lock(transaction, name).orElseThrow(() -> unknown(name));
            ServiceStore.delete(transaction, name);
            labels.forget(transaction, caller, AssetKind.SERVICE, name);
            members.servicesChanged(transaction);
            policies.servicesChanged(transaction);
            tell(transaction);
            return trail.append(
                    transaction,
                    event(EventType.SERVICE_DELETED, caller, name)
                            .detail("before", described(before))
                            .detail("after", ""));
        });
    }

    /// What counts for the members now.
    EffectiveRules rules(String name) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.read(transaction -> {
            if (!ServiceStore.exists(transaction, name)) {
                throw unknown(name);
            }
            return EffectiveRules.of(policies.current().snapshot(), today, ServiceStore.images(transaction, name));
        });
    }

    private void tell(Transaction transaction) {
        transaction.afterCommit(() -> {
            live.changed("services");
            live.changed("containers");
        });
    }

    private AuditEventBuilder event(EventType type, Caller caller, String name) {
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("service", name, name);
    }

    /// What it asks for, in one line of JSON.
    private static String described(Service service) {
        return Json.of(Map.of(
                        "description", service.description(),
                        "labels", service.selection().labels(),
                        "engineLabels", service.selection().engineLabels(),
                        "projects", service.selection().projects(),
                        "images", service.selection().images()))
                .text();
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("service-unknown", "there is no service '" + name + "'");
    }
}
