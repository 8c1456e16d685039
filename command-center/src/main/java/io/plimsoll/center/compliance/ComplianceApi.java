package io.plimsoll.center.compliance;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Compliance over HTTP.
@RestController
final class ComplianceApi {
    private final ComplianceReports reports;

    ComplianceApi(ComplianceReports reports) {
        this.reports = reports;
    }

    @GetMapping("/api/v1/compliance/pci")
    @Permission("compliance.read")
    PciReportView pci(Caller caller) {
        return reports.report(caller);
    }
}
