package io.plimsoll.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// One question to the engine and its answer, on a connection of its own: an engine restart then breaks no other call.
/// Whoever holds it closes it.
///
/// @param request method and path, for messages
/// @param body bounded by the answer's own framing
record Exchange(String request, ResponseHead head, InputStream body, EngineInput connection) implements Closeable {
    static Exchange get(Path socket, String path, Patience patience) throws IOException {
        EngineInput connection = new EngineInput(EngineChannel.open(socket, patience));
        try {
            connection.send(
                    "GET " + path + " HTTP/1.1\r\nHost: docker\r\nUser-Agent: plimsoll\r\nConnection: close\r\n\r\n");
            ResponseHead head = ResponseHead.read(connection);
            return new Exchange("GET " + path, head, head.body(connection), connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// All of the body.
    ///
    /// @param most more bytes than this are refused
    byte[] bytes(int most) throws IOException {
        byte[] bytes = body.readNBytes(most);
        if (body.read() >= 0) {
            throw new BrokenAnswerException("it is longer than " + most + " bytes");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
