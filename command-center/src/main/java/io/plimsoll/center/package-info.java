/// The Command Center: one Java process that keeps policies, inventory, audit trail and compliance, and speaks
/// REST with people and gRPC with Enforcers. Packages are features; `server` is plumbing.
@NullMarked
package io.plimsoll.center;

import org.jspecify.annotations.NullMarked;
