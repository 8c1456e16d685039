package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The lines of a text file: UTF-8, or what its byte order mark says.
final class TextLines {
    private TextLines() {}

    /// The lines, without their ends.
    static Iterable<String> of(FileBytes content) throws MalformedInput {
        String text = text(content);
        return () -> text.lines().iterator();
    }

    private static String text(FileBytes content) throws MalformedInput {
        Charset charset = charset(content);
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(content.toArray()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedInput("it is no text in " + charset);
        }
    }

    private static Charset charset(FileBytes content) {
        int mark = content.size() < 2 ? 0 : content.at(0) << 8 | content.at(1);
        return mark == 0xFEFF || mark == 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
