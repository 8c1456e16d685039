package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One talk with one shim. Belongs to one thread.
final class Conversation {
    private final ByteChannel channel;
    private final Doorkeeper doorkeeper;

    Conversation(ByteChannel channel, Doorkeeper doorkeeper) {
        this.channel = channel;
        this.doorkeeper = doorkeeper;
    }

    void run() throws IOException {
        Frame first = Frame.read(channel);
        switch (first.type()) {
            case 'C' -> start(Lines.parse(first.payload()));
            case 'H' -> hook(Lines.parse(first.payload()));
            default -> throw new MalformedQuestionException("a talk does not begin with '" + first.type() + "'");
        }
    }

    private void start(Lines lines) throws IOException {
        Question question = Question.of(lines, bytes());
        Doorkeeper.Decision decision = doorkeeper.decide(question);
        sendWhole(decision.answer());
        if (decision.answer() instanceof Answer.Allow(boolean attach, var _)
                && attach
                && question.command() == Question.Command.CREATE) {
            created(question, decision);
        }
    }

    private void created(Question question, Doorkeeper.Decision decision) throws IOException {
        Frame frame = Frame.read(channel);
        Lines lines = Lines.parse(frame.payload());
        if (frame.type() != 'P' || !lines.required("id").equals(question.id())) {
            throw new MalformedQuestionException("'P' for the same container was expected");
        }
        send(decision.created(lines.number("pid")));
    }

    private void hook(Lines lines) throws IOException {
        lines.requireVersion();
        JsonNode state = state(bytes());
        Path bundle = bundle(text(state, "bundle"));
        long init = state.path("pid").asLong(0);
        send(doorkeeper.ofHook(lines.number("pid"), text(state, "id"), bundle, init));
    }

    private static JsonNode state(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new MalformedQuestionException("the container's state is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Path bundle(String text) {
        try {
            return Path.of(text).normalize();
        } catch (InvalidPathException e) {
            throw new MalformedQuestionException("the container's bundle '" + text + "' is no path");
        }
    }

    private static String text(JsonNode state, String field) {
        String value = state.path(field).asString("");
        if (value.isEmpty()) {
            throw new MalformedQuestionException("the container's state has no '" + field + "'");
        }
        return value;
    }

    private byte[] bytes() throws IOException {
        Frame frame = Frame.read(channel);
        if (frame.type() != 'B') {
            throw new MalformedQuestionException("'B' was expected, not '" + frame.type() + "'");
        }
        return frame.payload();
    }

    private void sendWhole(Answer answer) throws IOException {
        if (answer instanceof Answer.Allow(boolean attach, var configuration)) {
            new Frame('A', (attach ? "attach=1\n" : "attach=0\n").getBytes(StandardCharsets.US_ASCII)).write(channel);
            new Frame('B', configuration.map(RuntimeConfiguration::bytes).orElse(new byte[0])).write(channel);
        } else {
            send(answer);
        }
    }

    private void send(Answer answer) throws IOException {
        switch (answer) {
            case Answer.Allow _ -> new Frame('A', new byte[0]).write(channel);
            case Answer.Deny deny -> new Frame('D', deny.bytes()).write(channel);
        }
    }

    /// Refuses, whatever the shim still sends: it is read away, or the kernel would drop our answer with it.
    static void refuse(ByteChannel channel, Answer.Deny answer) throws IOException {
        new Frame('D', answer.bytes()).write(channel);
        ByteBuffer rest = ByteBuffer.allocate(64 * 1024);
        int left = 2 * Frame.LONGEST;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = channel.read(rest.clear());
        }
    }
}
