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
        String text = decoded(content, StandardCharsets.UTF_8);
        return () -> text.lines().iterator();
    }

    /// The whole text without its byte order mark, which counts before the charset.
    static String decoded(FileBytes content, Charset unmarked) throws MalformedInput {
        int mark = content.size() < 2 ? 0 : content.at(0) << 8 | content.at(1);
        boolean isWide = mark == 0xFEFF || mark == 0xFFFE;
        Charset charset = isWide ? StandardCharsets.UTF_16 : unmarked;
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(content.toArray()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedInput("it is no text in " + charset);
        }
    }
}
