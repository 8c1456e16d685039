package io.plimsoll.cli.center;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "confirm", description = "Put in force what somebody else asked for.")
final class ExceptionConfirmCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "as 'plimsoll get exceptions' shows it")
    private String id = "";

    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            center.post("/exceptions/" + Center.encoded(id) + "/confirmation", Map.of());
            System.out.println(id + ": in-force");
        }
        return 0;
    }
}
