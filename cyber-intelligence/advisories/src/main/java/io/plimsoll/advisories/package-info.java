/// The reading side of Cyber Intelligence: what an advisory is, and the inventory that it is held against. The signed
/// file they travel in is in `bundle`, the order of versions in `versions`, the judgement in `matching`.
@NullMarked
package io.plimsoll.advisories;

import org.jspecify.annotations.NullMarked;
