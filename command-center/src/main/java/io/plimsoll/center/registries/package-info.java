/// Registries that the Center looks into, and the queue of scans of what it finds there. Uses `images`; registries are
/// asked by a program of the scanner, never by this process (ADR 22).
@NullMarked
package io.plimsoll.center.registries;

import org.jspecify.annotations.NullMarked;
