package io.plimsoll.scanner.analysis.java;

import io.plimsoll.scanner.analysis.binary.ElfBytes;
import io.plimsoll.scanner.analysis.binary.ElfHead;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.sbom.EmbeddedSbom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/// A program with the symbols of a bill of materials. After the first byte of the input comes the packed bill, or, if
/// that byte is odd, what is to be packed. It is read, or refused with a reason. No whole layers: instrumented, each
/// would take longer than the bill.
public final class BillTarget {
    private BillTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        ByteArrayOutputStream bill = new ByteArrayOutputStream();
        if ((input[0] & 1) == 0) {
            bill.write(input, 1, input.length - 1);
        } else {
            try (GZIPOutputStream packing = new GZIPOutputStream(bill)) {
                packing.write(input, 1, input.length - 1);
            }
        }
        byte[] program = new ElfBytes()
                .data("\0sbom\0sbom_length\0")
                .data(bill.toByteArray())
                .data(new byte[100])
                .end();
        try {
            read(program);
        } catch (MalformedInput | LimitReached e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("no reason", e);
            }
        }
    }

    private static void read(byte[] program) throws IOException {
        BillSearch search = new BillSearch(new Budget(Limits.defaults(), System::nanoTime));
        search.start(ElfHead.of(program));
        search.write(program, 0, program.length / 2);
        search.write(program, program.length / 2, program.length - program.length / 2);
        for (PackedBill bill : search.finish()) {
            if (bill.problem().isEmpty()) {
                EmbeddedSbom.read(bill.content().open(), (group, artifact, version) -> {});
            }
            bill.content().release();
        }
    }
}
