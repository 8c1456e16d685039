package io.plimsoll.cli.center;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description =
                "Revoke the certificate of an Enforcer: its connection ends at once, and it goes on with its last policies.")
public final class RevokeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "as 'plimsoll get enforcers' shows it")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "for the audit trail")
    private String reason = "";

    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            center.post("/enforcers/" + Center.encoded(id) + "/revocation", Map.of("reason", reason));
            System.out.println("Revoked. To enrol its host again, make a new enrolment string with 'plimsoll enrol'.");
        }
        return 0;
    }
}
