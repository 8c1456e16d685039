package io.plimsoll.advisories;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A list of addresses that somebody has found to do harm.
///
/// @param name for people
/// @param licence under which it is given away; empty where it does not say
/// @param until when its word counts no more, to the second; addresses change hands
/// @param prefixes the fewest that hold the addresses, in order
public record AddressList(String name, String licence, Instant until, List<AddressPrefix> prefixes) {
    public AddressList {
        until = until.truncatedTo(ChronoUnit.SECONDS);
        prefixes = AddressPrefix.minimised(prefixes);
    }
}
