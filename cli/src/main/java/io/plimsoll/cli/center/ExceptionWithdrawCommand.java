package io.plimsoll.cli.center;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "withdraw", description = "Take an exception back: what it was about counts again, everywhere.")
final class ExceptionWithdrawCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "as 'plimsoll get exceptions' shows it")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "for the audit trail")
    private String reason = "";

    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            center.post("/exceptions/" + Center.encoded(id) + "/withdrawal", Map.of("reason", reason));
            System.out.println(id + ": withdrawn");
        }
        return 0;
    }
}
