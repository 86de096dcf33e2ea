// Unpacks what was deflated (RFC 1951) and is in base64. Browsers have had DecompressionStream for it
// since 2023, but older telephones are about, and it answers later, when a figure is to be there.

// Lengths and distances begin at these numbers, and so many bits say how far beyond.
const spans = (extra, first) => {
  let at = first;
  return extra.map((bits) => {
    const found = [at, bits];
    at += 2 ** bits;
    return found;
  });
};
const twice = (most) => Array.from({ length: most + 1 }, (_, bits) => [bits, bits]).flat();
const fourTimes = [0, 1, 2, 3, 4, 5].flatMap((bits) => Array(4).fill(bits));
const LENGTHS = [...spans([0, 0, 0, 0, ...fourTimes], 3), [258, 0]];
const DISTANCES = spans([0, 0, ...twice(13)], 1);
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15;

// A Huffman code from how many bits each sign has: how many signs have so many, and all in order.
const huffman = (bits) => {
  const counts = new Uint16Array(LONGEST + 1);
  for (const one of bits) counts[one] += 1;
  counts[0] = 0;
  const signs = [];
  for (let size = 1; size <= LONGEST; size += 1) {
    bits.forEach((one, sign) => { if (one === size) signs.push(sign); });
  }
  return { counts, signs };
};
const FIXED = [
  huffman([...Array(144).fill(8), ...Array(112).fill(9), ...Array(24).fill(7), ...Array(8).fill(8)]),
  huffman(Array(30).fill(5)),
];

class Bits {
  constructor(text) {
    const found = atob(text);
    this.bytes = Uint8Array.from(found, (one) => one.charCodeAt(0));
    this.at = 0;
  }

  take(count) {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.at += 1) {
      value |= ((this.bytes[this.at >> 3] >> (this.at & 7)) & 1) << bit;
    }
    return value;
  }

  sign({ counts, signs }) {
    let code = 0, first = 0, index = 0;
    for (let size = 1; size <= LONGEST; size += 1) {
      code |= (this.bytes[this.at >> 3] >> (this.at & 7)) & 1;
      this.at += 1;
      const count = counts[size];
      if (code - first < count) return signs[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("no such sign");
  }

  codes() {
    const [literals, distances, sizes] = [this.take(5) + 257, this.take(5) + 1, this.take(4) + 4];
    const bits = Array(ORDER.length).fill(0);
    for (let at = 0; at < sizes; at += 1) bits[ORDER[at]] = this.take(3);
    const code = huffman(bits), found = [];
    while (found.length < literals + distances) {
      const sign = this.sign(code);
      if (sign < 16) found.push(sign);
      else if (sign === 16) found.push(...Array(3 + this.take(2)).fill(found[found.length - 1]));
      else found.push(...Array(sign === 17 ? 3 + this.take(3) : 11 + this.take(7)).fill(0));
    }
    return [huffman(found.slice(0, literals)), huffman(found.slice(literals))];
  }
}

// The text: only ASCII is in it.
const inflated = (packed) => {
  const bits = new Bits(packed);
  let out = new Uint8Array(4 * bits.bytes.length), size = 0, last = 0;
  const room = (more) => {
    if (size + more <= out.length) return;
    const larger = new Uint8Array(2 * (size + more));
    larger.set(out);
    out = larger;
  };
  while (!last) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 0) {
      bits.at = (bits.at + 7) & ~7;
      const count = bits.take(16);
      bits.take(16);
      room(count);
      for (let at = 0; at < count; at += 1) out[size++] = bits.take(8);
      continue;
    }
    const [literals, distances] = kind === 1 ? FIXED : bits.codes();
    for (let sign = bits.sign(literals); sign !== 256; sign = bits.sign(literals)) {
      if (sign < 256) {
        room(1);
        out[size++] = sign;
        continue;
      }
      const [shortest, more] = LENGTHS[sign - 257];
      const length = shortest + bits.take(more);
      const [nearest, farther] = DISTANCES[bits.sign(distances)];
      const distance = nearest + bits.take(farther);
      room(length);
      for (let at = 0; at < length; at += 1, size += 1) out[size] = out[size - distance];
    }
  }
  let text = "";
  for (let at = 0; at < size; at += 8192) {
    text += String.fromCharCode(...out.subarray(at, Math.min(size, at + 8192)));
  }
  return text;
};
