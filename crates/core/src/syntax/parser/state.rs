//! A parse under way: the stack, the buffer, the arcs so far.

use crate::syntax::tag::Deprel;

/// What the parser can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Move {
    /// The next token goes onto the stack.
    Shift,
    /// The top of the stack depends on the next token.
    Left,
    /// The top of the stack depends on the token below it.
    Right,
}

impl Move {
    /// All of them; the index of each is its number.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What is known of a token's place in the tree.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arc {
    /// Its head; none for the root.
    pub head: Option<u16>,
    /// The relation to the head.
    pub label: Deprel,
    /// Its outermost children to the left and the right, outer one first.
    pub left: [Option<u16>; 2],
    /// The same on the right.
    pub right: [Option<u16>; 2],
    /// How many children it has on each side.
    pub valency: [u8; 2],
    /// The relations of its children, a bit each.
    pub relations: u64,
}

/// A parse under way. The root is a mark behind the last token, at index [`State::len`].
#[derive(Debug, Default)]
pub struct State {
    stack: Vec<u16>,
    next: u16,
    arcs: Vec<Arc>,
}

impl State {
    /// Starts anew, with `len` tokens.
    pub fn reset(&mut self, len: usize) {
        self.stack.clear();
        self.next = 0;
        self.arcs.clear();
        self.arcs.resize(len + 1, Arc::default());
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.arcs.len().saturating_sub(1)
    }

    /// True if there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True if all tokens have a head.
    pub fn is_done(&self) -> bool {
        self.stack.is_empty() && self.next as usize >= self.len()
    }

    /// The stack, top last.
    pub fn stack(&self) -> &[u16] {
        &self.stack
    }

    /// The token `depth` below the top of the stack.
    pub fn stacked(&self, depth: usize) -> Option<u16> {
        self.stack.len().checked_sub(depth + 1).map(|i| self.stack[i])
    }

    /// The index of the next token in the buffer; the length if only the root is left.
    pub fn next(&self) -> u16 {
        self.next
    }

    /// The place of a token in the tree so far.
    pub fn arc(&self, i: usize) -> &Arc {
        &self.arcs[i]
    }

    /// The moves that are possible, each at its own index.
    pub fn allowed(&self) -> [Option<Move>; 3] {
        let at_end = self.next as usize >= self.len();
        let depth = self.stack.len();
        [
            (!at_end).then_some(Move::Shift),
            (depth > 0 && (!at_end || depth == 1)).then_some(Move::Left),
            (depth > 1).then_some(Move::Right),
        ]
    }

    /// The head and the dependent of the arc that a move makes; none for a shift. The head may be the root mark.
    pub fn arc_of(&self, next: Move) -> Option<(u16, u16)> {
        let dependent = self.stacked(0)?;
        match next {
            Move::Shift => None,
            Move::Left => Some((self.next, dependent)),
            Move::Right => Some((self.stacked(1)?, dependent)),
        }
    }

    /// Makes a move that is allowed.
    pub fn apply(&mut self, next: Move, label: Deprel) {
        let Some((head, dependent)) = self.arc_of(next) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let is_root = head as usize == self.len();
        let arc = &mut self.arcs[dependent as usize];
        (arc.head, arc.label) = ((!is_root).then_some(head), label);
        let parent = &mut self.arcs[head as usize];
        let right = dependent > head;
        let side = if right { &mut parent.right } else { &mut parent.left };
        *side = [Some(dependent), side[0]];
        let valency = &mut parent.valency[usize::from(right)];
        *valency = valency.saturating_add(1);
        parent.relations |= 1 << label as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_build_a_tree_with_one_root() {
        let mut state = State::default();
        state.reset(3);
        // "Ruiz resigned yesterday"
        state.apply(Move::Shift, Deprel::Dep);
        state.apply(Move::Left, Deprel::Nsubj);
        state.apply(Move::Shift, Deprel::Dep);
        state.apply(Move::Shift, Deprel::Dep);
        assert_eq!(state.allowed(), [None, None, Some(Move::Right)]);
        state.apply(Move::Right, Deprel::Obl);
        state.apply(Move::Left, Deprel::Root);
        assert!(state.is_done());
        assert_eq!([0, 1, 2].map(|i| state.arc(i).head), [Some(1), None, Some(1)]);
    }
}
