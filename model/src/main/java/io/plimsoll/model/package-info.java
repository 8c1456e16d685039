/// The nouns that every part of Plimsoll shares: digests, image references, packages, inventories, severities and
/// findings. Values only: no clock, no disk, no network, nothing but the JDK.
@NullMarked
package io.plimsoll.model;

import org.jspecify.annotations.NullMarked;
