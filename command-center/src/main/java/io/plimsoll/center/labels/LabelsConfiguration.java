package io.plimsoll.center.labels;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires labels.
@Configuration(proxyBeanMethods = false)
public class LabelsConfiguration {
    @Bean
    Labels labels(Database database, AuditTrail trail, LabelHeirs heirs, Clock clock, Live live) {
        return new Labels(database, trail, heirs, clock, live);
    }

    @Bean
    LabelsApi labelsApi(Labels labels) {
        return new LabelsApi(labels);
    }
}
