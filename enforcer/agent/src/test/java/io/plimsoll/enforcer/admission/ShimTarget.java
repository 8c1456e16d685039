package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.runtime.MalformedConfigurationException;
import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A talk with a hostile shim: frames, their texts, the `config.json` that they carry and the state of a container. It
/// is answered, or ends with a [MalformedQuestionException] ([MalformedConfigurationException] for the document); what
/// breaks off is an [EOFException].
public final class ShimTarget {
    private ShimTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            new Conversation(new Scripted(ByteBuffer.wrap(input)), new Careful()).run();
        } catch (MalformedQuestionException | MalformedConfigurationException | EOFException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("refused without a reason", e);
            }
        }
    }

    /// Does with a question what admission does.
    private static final class Careful implements Doorkeeper {
        @Override
        public Decision decide(Question question) {
            RuntimeConfiguration asked = question.configuration();
            if (!asked.root(question.bundle()).isAbsolute()) {
                throw new IllegalStateException("a root that depends on where we run");
            }
            boolean recursive = asked.isPowerful();
            RuntimeConfiguration changed =
                    asked.withoutExecution(Set.of("/data"), recursive).withHook(question.shim());
            changed.executableMounts(Set.of("/data"));
            if (!RuntimeConfiguration.parse(changed.bytes()).equals(changed)) {
                throw new IllegalStateException("it is read as another than it was written");
            }
            return new Decision() {
                @Override
                public Answer answer() {
                    return new Answer.Allow(true, Optional.of(changed));
                }

                @Override
                public Answer created(long init) {
                    return Answer.Allow.plainly();
                }
            };
        }

        @Override
        public Answer ofHook(long hook, String id, Path bundle, long init) {
            return Answer.Deny.undecided(id + " of " + bundle);
        }
    }

    /// What the shim sends; what it is told goes nowhere.
    private record Scripted(ByteBuffer left) implements ByteChannel {
        @Override
        public int read(ByteBuffer into) {
            if (!left.hasRemaining()) {
                return -1;
            }
            int count = Math.min(into.remaining(), left.remaining());
            into.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer answer) {
            int count = answer.remaining();
            answer.position(answer.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /// Frames one after the other: type, text, type, text.
    public static byte[] frames(String... typesAndTexts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < typesAndTexts.length; i += 2) {
            byte[] text = typesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(5)
                    .putInt(text.length)
                    .put((byte) typesAndTexts[i].charAt(0))
                    .array());
            out.writeBytes(text);
        }
        return out.toByteArray();
    }
}
