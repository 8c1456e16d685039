/// Enforcers: how they enrol, who they are, what they are told and what they report. Speaks gRPC over mutual TLS. Uses
/// `hosts`, `images`, `containers`, `policies`, `intelligence` and `audit`.
@NullMarked
package io.plimsoll.center.enforcers;

import org.jspecify.annotations.NullMarked;
