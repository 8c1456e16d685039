package io.plimsoll.cli.center;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "enrol", description = "Make an enrolment string for one more Enforcer: valid once, for one hour.")
public final class EnrolCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            System.out.println(
                    center.post("/enrolment-tokens", Map.of()).path("enrolment").asString());
        }
        return 0;
    }
}
